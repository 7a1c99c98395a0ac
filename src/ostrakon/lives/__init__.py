"""One life among many: found, lived again with everything noted, told, explained. Never here: a measure of a society."""
