"""How the sandbox's executions progress, as pure functions of a plan and a moment in time.

THE BROWSER IS SIMULATED. No page is opened, no script is run, no API is called and no language
model is asked: a workflow's graph is walked by fixed rules, every action takes a made-up time, and
what a run "found" is made from its inputs and its output schema. The logs look like Asteroid's own
so that clients can be tried out against them; they say nothing about any real web site.

There is no storage and no HTTP here. `run.observe` tells how a run stands at a given moment;
asking later only ever adds to the answer. `steering` lists what a workflow's author can write into
instructions to make a run fail, ask, wait or branch.
"""
