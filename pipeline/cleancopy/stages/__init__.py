"""From a document to changes: what to repair, what each block is, what is said in it, what is story."""

from cleancopy.stages.roles import assign_roles

__all__ = ["assign_roles"]
