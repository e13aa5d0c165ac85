"""Exchange between county and city: enrolment, bundles out and in, merging, how far each has come."""
