"""What a person can do, one file per feature; plain values in and out."""
