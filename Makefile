.PHONY: up test lint bench

up:
	@bin/up

test:
	@bin/test

lint:
	@bin/python bin/setup.py test && bin/lint

bench:
	@bin/bench
