# Two commands do everything: make lab, make test. Windows users find the same lines in the README.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
RUN := $(BIN)/python
TWO := -n 2 --dist loadfile
NOTEBOOK := notebooks/00_start_here.ipynb

upper = $(shell echo $(1) | tr a-z A-Z)
option = $(if $($(call upper,$(1))),--$(1) $($(call upper,$(1))))

.DEFAULT_GOAL := help
.PHONY: help lab test lint layers unit nbval browser notebooks check-notebooks script export bench stress places train-char-rnn train-trio train-shakespeare train-latex train-word-vectors train-captioners table1 live-runs studies data pictures address

help:  ## list the targets
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  make %-18s %s\n", $$1, $$2}'

LECTURE := $(wildcard lib/unrolled/lecture/labextensions/*/*.json lib/unrolled/lecture/labextensions/*/*/*)
TEMPLATES := $(wildcard tools/*/templates/*/*)

$(VENV)/ready: pyproject.toml constraints.txt tools/install.py tools/install_lab_settings.py tools/jupyterlab_overrides.json tools/jupyter_config.json $(LECTURE) $(TEMPLATES)
	@test -x $(RUN) || $(PYTHON) -m venv $(VENV)
	@$(RUN) tools/install.py
	@touch $@

lab: $(VENV)/ready  ## install what is missing and open JupyterLab on the first notebook
	$(BIN)/jupyter lab $(if $(filter 0,$(shell id -u)),--allow-root) $(NOTEBOOK)

test: lint layers check-notebooks unit nbval browser  ## everything that must be green

lint: $(VENV)/ready  ## ruff (rules and format), pyrefly (types) and codespell
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/pyrefly check
	$(BIN)/codespell .

layers: $(VENV)/ready  ## import-linter: data flows one way
	$(BIN)/lint-imports

check-notebooks: $(VENV)/ready  ## do the notebooks say what their scripts say?
	$(RUN) tools/notebooks.py check

unit: $(VENV)/ready  ## the tests without a browser
	$(RUN) -m pytest $(TWO) -m "not browser"

nbval: $(VENV)/ready  ## run every notebook and compare the tagged cells
	$(RUN) -m pytest -o addopts="" $(TWO) --nbval-lax --nbval-current-env --nbval-sanitize-with tests/nbval.cfg --nbval-cell-timeout 300 notebooks

browser: $(VENV)/ready  ## open JupyterLab in headless Chromium and use the panels
	$(RUN) -m pytest -n 2 tests/browser

notebooks: $(VENV)/ready  ## scripts to executed notebooks (NB=04_char_rnn for one)
	$(RUN) tools/notebooks.py build $(NB)

script: $(VENV)/ready  ## bring a notebook edited in JupyterLab back to its script: NB=04_char_rnn
	$(RUN) tools/notebooks.py script $(NB)

export: $(VENV)/ready  ## a notebook as one HTML page in build/: NB=04_char_rnn (TO=slides for slides)
	$(BIN)/jupyter nbconvert --to $(or $(TO),html) --output-dir build notebooks/$(NB).ipynb

bench: $(VENV)/ready  ## measure speed and memory side by side; writes bench.json
	$(RUN) tools/bench.py

stress: $(VENV)/ready  ## the long form of what the tests try briefly: processes, kills, full disks, bad servers, panels (PART=kills for one)
	$(RUN) tools/stress.py $(PART)

places: $(VENV)/ready  ## open the notebooks where people do: Lab, Notebook, Voila, exports, Binder (PLACE=voila for one)
	$(RUN) tools/places.py $(PLACE)

train-char-rnn: $(VENV)/ready  ## train the model of notebook 04 anew, or go on where it stopped (about 40 minutes)
	$(RUN) -m unrolled.training.char_rnn

train-trio: $(VENV)/ready  ## train RNN, GRU, LSTM and TCN of equal size on the plays, or go on where it stopped (about 70 minutes)
	$(RUN) -m unrolled.training.trio
	$(RUN) -m unrolled.training.trio_tcn
	$(RUN) -m unrolled.training.trio_more

train-shakespeare: $(VENV)/ready  ## train the 3 x 512 network of notebook 05, or go on where it stopped (about two hours)
	$(RUN) -m unrolled.training.shakespeare

train-latex: $(VENV)/ready  ## train the network of notebook 06, or go on; fetches the text (about an hour)
	$(RUN) -m unrolled.training.latex

train-word-vectors: $(VENV)/ready  ## train our own word vectors of notebooks 07 to 09; fetches two dictionaries (about 4 minutes)
	$(RUN) -m unrolled.training.own_vectors

train-captioners: $(VENV)/ready  ## train the captioners of notebook 10, or go on where it stopped (about 75 minutes)
	$(RUN) -m unrolled.training.captioning

table1: $(VENV)/ready  ## run what Table 1 of notebook 12 lacks (TASK=jsb MODEL=tcn SETTINGS=size SEED=0 for some; JOBS=1, CLUSTER=tcp://...): many hours
	$(RUN) -m unrolled.benchmark $(foreach name,task model settings seed rate jobs cluster,$(call option,$(name)))

live-runs: $(VENV)/ready  ## measure anew what live trainings reach (about 15 minutes, on a quiet machine)
	$(RUN) -m unrolled.training.live

studies: $(VENV)/ready  ## run what data/results/ does not hold yet (ONLY="lstm tcn.race" for some, ANEW=--anew for everything: some seven hours; some fetch texts)
	$(RUN) -m unrolled.training.studies $(ONLY) $(ANEW)

data: $(VENV)/ready  ## rebuild the corpora in data/ from their sources (needs the network)
	$(RUN) tools/build_shakespeare.py
	$(RUN) tools/build_folk_tunes.py
	$(RUN) tools/build_latex_names.py
	$(RUN) tools/build_english.py
	$(RUN) tools/build_english_counts.py
	$(RUN) tools/build_bigrams.py
	$(RUN) tools/build_questions.py
	$(RUN) tools/build_glove.py
	$(RUN) tools/build_digits.py
	$(RUN) tools/build_chorales.py
	$(RUN) tools/build_emoji.py

pictures: $(VENV)/ready  ## take the screenshots of README and gallery anew
	$(RUN) tools/pictures.py

address:  ## write the repository's address into the README: REPO=owner/name
	@$(PYTHON) tools/address.py $(REPO)

