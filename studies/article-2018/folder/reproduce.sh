#!/bin/sh
# Lives this study again, part by part, into a new folder: ./reproduce.sh FOLDER
# It needs ostrakon 0.1.0. The same version gives the same counts on any machine.
# What `ostrakon verify .` does is more: it lives it again and compares every number.
set -eu
again="${1:?name a new folder for the results}"
case "$again" in /*) ;; *) again="$PWD/$again" ;; esac
cd "$(dirname "$0")"
mkdir -p "$again"
mkdir -p "$again"/lives

ostrakon run article-2018 --society china-2020 --people 100000 --days 365 --start 2020-01-01 --seed 1 --replicates 1 --by sex+minority --out "$again"/run
ostrakon life "$again"/run/regime.yaml --society "$again"/run/society.yaml --role model-customer --people 100000 --days 365 --start 2020-01-01 --seed 1 --json "$again"/lives/model-customer.json
ostrakon life "$again"/run/regime.yaml --society "$again"/run/society.yaml --role blacklisted-journalist --people 100000 --days 365 --start 2020-01-01 --seed 1 --json "$again"/lives/blacklisted-journalist.json
ostrakon compare "$again"/run/regime.yaml none a-way-out.yaml --off association.spillover --society "$again"/run/society.yaml --people 100000 --days 365 --start 2020-01-01 --seed 1 --replicates 1 --out "$again"/changes
ostrakon ablate "$again"/run/regime.yaml --parts errors,association --outcome wrongly_listed --outcome listed --society "$again"/run/society.yaml --people 100000 --days 365 --start 2020-01-01 --seed 1 --yes --out "$again"/why
ostrakon abolish "$again"/run/regime.yaml --on 364 --after 365 --society "$again"/run/society.yaml --people 50000 --start 2020-01-01 --seed 1 --yes --out "$again"/lasting
ostrakon sensitivity "$again"/run/regime.yaml --outcome wrongly_listed --method tornado --society "$again"/run/society.yaml --people 20000 --days 365 --start 2020-01-01 --seed 1 --yes --out "$again"/unknown
