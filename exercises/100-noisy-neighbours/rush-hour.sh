#!/usr/bin/env bash
# rush-hour [GROUP | --nice]: puts the api and a transcoder of twelve threads on one CPU for some
# seconds, the transcoder in the control group GROUP if one is named, or as nice as can be, and
# tells how long the api's answers took.
group=${1-} before=
[ "$group" = --nice ] && group= before='nice -n 19'
[ -n "$group" ] && before="bin/in-group $group"
# Below the ports that the kernel gives to whoever connects.
port=$((10000 + RANDOM % 10000))
cd || exit
# Twelve threads at a limit take their time to end.
trap '{ kill $api $transcoder; wait; } 2> /dev/null' EXIT

limit=
for file in /sys/fs/cgroup/{cpu/$group/cpu.cfs_quota_us,$group/cpu.max}; do
  [ -n "$group" ] && [ -r "$file" ] && read -r limit _ < "$file"
done
case $limit in
  '') where="same group${before:+, nice 19}" ;;
  -1 | max) where="$group: no limit" ;;
  *) where="$group: $limit of 100000" ;;
esac
if [ -n "$group" ] && [ -z "$limit" ]; then
  echo "rush-hour: there is no group $group with a file for the CPU" >&2
  exit 1
fi

p95() { # of some answers, in ms
  bin/api latency $port "$1" | sed -n 's/.*p95 \([0-9.]*\) ms.*/\1/p'
}
cpu_ticks() { # used so far by the transcoder
  local stat
  read -r stat < /proc/$transcoder/stat && set -- ${stat##*) } && echo $((${12} + ${13}))
}

bin/on-one-cpu bin/api serve $port > /dev/null &
api=$!
printf 'alone             p95 %7s ms\n' "$(p95 40)"
$before bin/on-one-cpu bin/transcoder video 12 > /dev/null &
transcoder=$!
until [ "$(ls /proc/$transcoder/task 2> /dev/null | wc -l)" -gt 12 ]; do sleep 0.1; done
sleep 0.5
used=$(cpu_ticks) began=$EPOCHREALTIME
slow=$(p95 60)
used=$(($(cpu_ticks) - used)) took=$((${EPOCHREALTIME/[.,]/} - ${began/[.,]/}))
printf 'with transcoder   p95 %7s ms   it has %d %% of the CPU (%s)\n' \
  "$slow" $((used * 1000000 / $(getconf CLK_TCK) * 100 / took)) "$where"
