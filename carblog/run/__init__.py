"""The world: disk, database, processes, clock."""
