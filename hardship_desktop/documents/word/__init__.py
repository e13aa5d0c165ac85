"""Documents for WPS and Word."""
