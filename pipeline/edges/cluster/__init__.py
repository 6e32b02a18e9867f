"""Work on more than one machine: tasks are handed to the workers of Dask, one a seat, and a worker that dies costs a retry.

`seating` knows who sits where, `gathering` finds a scheduler and looks its workers over, `handing_out` gives out tasks and takes in how
they ended.
"""
