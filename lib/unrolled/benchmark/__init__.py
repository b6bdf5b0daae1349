"""Table 1 of Bai, Kolter and Koltun, arXiv 1803.01271, 2018, run again: tasks x models x settings x seeds.

tasks       what is learned, and how it is scored
recipes     the settings of each model on each task, and where they come from
networks    the networks of a recipe
run         one run: from a recipe to a result file, resumable at any moment
folder      the result files, and what is done about damaged ones
sweep       which runs are missing, and running them side by side: ``python -m unrolled.benchmark``
summary     cells of the table, from result files, under either protocol
published   the figures of the paper, trivial baselines, later work
"""
