#!/usr/bin/env bash
# engine up                                  starts the daemon, which looks for what runs already
# engine run [--shim FILE] NAME COMMAND...   asks it for a container, held by ~/bin/shim or FILE
# What the daemon says is in ~/engine/log.
state=~/engine

usage() {
  sed -n '2,4s/^# //p' "$0" >&2
  exit 2
}

runs() { kill -0 "$1" 2> /dev/null; }

child_of() {
  grep -ls "^PPid:[[:space:]]*$1$" /proc/[0-9]*/status | sed 's/[^0-9]//g' | head -n 1
}

# Of each container its shim is known, by a file: whatever is its child is the container.
find_again() {
  local folder name shim box
  for folder in "$state"/*/; do
    [ -e "$folder/shim" ] || continue
    name=$(basename "$folder") shim=$(cat "$folder/shim")
    if [ -e "$folder/exit" ]; then
      echo "daemon $$: $name has ended with $(cat "$folder/exit")"
    elif runs "$shim" && box=$(child_of "$shim") && [ -n "$box" ]; then
      echo "daemon $$: found $name: process $box, held by $shim"
    else
      echo "daemon $$: lost $name: nobody holds it"
    fi
  done
}

serve() {
  find_again
  exec 3<> "$state/orders"
  echo $$ > "$state/daemon"
  while read -r shim name command <&3; do
    # shellcheck disable=SC2086 # A command is its words.
    "$shim" "$name" $command 3>&- &
    echo $! > "$state/$name/shim"
  done
}

verb=${1-}
[ $# -gt 0 ] && shift
case $verb in
  serve)
    serve
    ;;
  up)
    mkdir -p "$state"
    if runs "$(cat "$state/daemon" 2> /dev/null)"; then
      echo 'engine: a daemon runs already' >&2
      exit 1
    fi
    rm -f "$state/orders" "$state/daemon"
    mkfifo "$state/orders"
    setsid "$0" serve < /dev/null >> "$state/log" 2>&1 &
    until [ -s "$state/daemon" ]; do sleep 0.05; done
    ;;
  run)
    shim=~/bin/shim
    if [ "${1-}" = --shim ] && [ $# -ge 2 ]; then
      shim=$(realpath "$2")
      shift 2
    fi
    [ $# -ge 2 ] || usage
    if ! runs "$(cat "$state/daemon" 2> /dev/null)"; then
      echo 'engine: no daemon runs' >&2
      exit 1
    fi
    if [ ! -x "$shim" ]; then
      echo "engine: $shim is no program" >&2
      exit 1
    fi
    rm -rf "${state:?}/$1"
    mkdir -p "$state/$1"
    echo "$shim" "$@" > "$state/orders"
    # The runtime says when the container is there.
    for ((tenths = 50; tenths > 0; tenths--)); do
      [ -e "$state/$1/started" ] && exit
      sleep 0.1
    done
    echo "engine: $1 has not started: see ~/engine/log" >&2
    exit 1
    ;;
  *)
    usage
    ;;
esac
