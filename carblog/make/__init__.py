"""An output becomes bytes."""
