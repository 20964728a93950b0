#!/usr/bin/env bash
# Draws the pictures of the README anew: lesson 020 with its third step passed, and the X-ray of lesson 030.
set -eu
cd "$(dirname "$0")/.."

node scripts/screenshot.mjs --out docs/screenshot.png --size 130x36 \
	--until 'exercise' --keys 'e' --until 'learner@lesson:~\$' --keys 'ls -l /proc/self/ns\r' \
	--until 'Enter go' --keys '\r' --until '❯ . Compare a child' --keys 'clear\r' --until 'outside[^\n]*\n[^\n]*lesson:~\$\s*$' \
	--keys 'bash\r' --until '~\$ bash\s*\n[^]*~\$\s*$' --keys 'readlink /proc/self/ns/uts\r' \
	--until 'Enter go' --keys '\r' --until '❯ . Make a new' --keys 'unshare --user --map-root-user --uts bash\r' \
	--until 'in a new uts[^]*┌ new: uts[^]*Enter go' -- node bin/container-lessons.js start 020 --path all

node scripts/screenshot.mjs --out docs/xray.png --size 100x24 \
	--until 'exercise' --keys 'e' --until 'learner@lesson:~\$' --keys 'unshare -Urpf --mount-proc bash\r' \
	--until 'root@lesson:~#' --keys 'sleep 500 & sleep 700 & clear; ps\r' --until 'ps\n' --keys '\x07x' \
	--until '└ bash +foreground[^]*sleep 700' -- node bin/container-lessons.js start 030 --path all
