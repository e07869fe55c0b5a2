"""The rights of a picture, written afresh into its published file: the allow-list and no more."""
