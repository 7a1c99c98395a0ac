"""What is published of runs: the study folder, the report, the documents, and the check that all of it still holds."""
