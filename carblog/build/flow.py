"""The flow: scan, read, assemble, plan, make, publish.

    files → content → site → outputs → stale outputs → bytes → published files

Everything before `publish` leaves the output folder as it is, so a build that fails at any step
has changed nothing that readers see.
"""
