"""A study that is run without a command line, and writes nothing."""


def run(study, monkeypatch, *, anew=False):
    """Run ``main``; returns what it would have collected: name, about, runs and anew."""
    heard = {}

    def collect(name, about, jobs, *, anew):
        heard.update(name=name, about=about, runs={key: job() for key, job in jobs.items()}, anew=anew)

    monkeypatch.setattr(study, "begin_study", lambda doc: anew)
    monkeypatch.setattr(study, "collect", collect)
    study.main()
    return heard
