"""What keeps and carries: the store, the queue, the jobs, and the processes that run them."""
