"""The rows of the article and what each moves."""
