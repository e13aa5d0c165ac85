"""Exchange between offices on plain values: bundles, sealing, enrolment, receipts and merging."""
