"""A run whose shards are worked on by Spark. The result, and what the next run needs, is kept where the run is.

`task` hands the run over to `spark-submit`, `app` is what Spark starts there, `farm` sends shards to the
executors and keeps what comes back, `work` is what an executor does, `mining` the comparison of all documents.
"""
