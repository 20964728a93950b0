#!/bin/sh
# build DIRECTORY: makes an image of what DIRECTORY/Recipe says, one layer a line. A builder of this lesson's own.
#
#   from BASE [as STAGE]        begins a stage with the files of ~/bases/BASE
#   copy FILE PATH              a file of DIRECTORY into the image
#   copy --from=STAGE PATH PATH a file of an earlier stage
#   run COMMAND                 what COMMAND adds, changes or deletes
#
# A run is executed out here, in a directory with the layers so far; other builders do that in a container. Of the
# last stage ~/images/NAME.tar is made: an OCI image layout in a tar file. Layers that were built once are kept.
set -eu

fail() { echo "build: $*" >&2; exit 1; }

[ -r "${1:-}/Recipe" ] || fail 'build DIRECTORY, which has a Recipe'
source=$(cd "$1" && pwd -P)
name=${source##*/}
state=$HOME/builder
blobs=$state/blobs/sha256
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir -p "$blobs" "$state/cache" ~/images

sum() { sha256sum | cut -c 1-64; }
say() { echo "$name: $*" | tee -a "$state/log"; }

# The files below a directory: a digest and a path each, in a fixed order.
files_of() { (cd "$1" && find . -type f -exec sha256sum {} + | LC_ALL=C sort -k 2); }

# A tar file of some paths of a directory. The same files give the same bytes: owners, times and order are fixed.
pack() {
  tar -c -b 1 --owner=0 --group=0 --numeric-owner --mtime=@0 --no-recursion -C "$1" -T - > "$work/layer"
}

# A layer upon a root: a file .wh.NAME, a whiteout, takes NAME away (OCI image-spec, layer.md).
apply() {
  mkdir -p "$2"
  tar -x -C "$2" -f "$1"
  find "$2" -name '.wh.*' | while read -r whiteout; do
    rm -f "${whiteout%/*}/${whiteout##*/.wh.}" "$whiteout"
  done
}

# What a command has made of a root, as a layer: files that are other ones now, and whiteouts for those that are gone.
run_layer() {
  files_of "$root" > "$work/before"
  (cd "$root" && sh -c "$1" < /dev/null) > "$work/said" 2>&1 || { cat "$work/said" >&2; fail "\"run $1\" has failed"; }
  while read -r row; do say "  $row"; done < "$work/said"
  files_of "$root" > "$work/after"
  grep -vxFf "$work/before" "$work/after" | cut -c 67- > "$work/changed" || :
  cut -c 67- "$work/after" > "$work/names"
  cut -c 67- "$work/before" | grep -vxFf "$work/names" > "$work/gone" || :
  while read -r path; do
    mkdir -p "$root/${path%/*}"
    : > "$root/${path%/*}/.wh.${path##*/}"
    echo "${path%/*}/.wh.${path##*/}"
  done < "$work/gone" >> "$work/changed"
  pack "$root" < "$work/changed"
  find "$root" -name '.wh.*' -exec rm -f {} +
}

copy_layer() {
  [ -f "$1" ] || fail "there is no file $1"
  mkdir -p "$work/in/$(dirname "$2")"
  cp "$1" "$work/in/$2"
  (cd "$work/in" && find . -type f) | pack "$work/in"
  rm -rf "$work/in"
}

build_line() {
  verb=$1 first=$2 second=$3
  case $verb in
    from) (cd ~/bases/"$first" && find . -type f) | LC_ALL=C sort | pack ~/bases/"$first" ;;
    copy) copy_layer "$first" "$second" ;;
    run) run_layer "$command" ;;
  esac
}

key= root= layers= all=0 built=0
while read -r verb first second third || [ -n "$verb" ]; do
  case $verb in '' | '#'*) continue ;; esac
  line="$verb${first:+ $first}${second:+ $second}${third:+ $third}"
  command="$first${second:+ $second}${third:+ $third}"
  content=
  case $verb in
    from)
      [ -d ~/bases/"$first" ] || fail "there is no base \"$first\"; there is $(ls ~/bases)."
      key= layers= root=$work/stage-$first
      [ "$second" != as ] || root=$work/stage-as-$third
      content=$(files_of ~/bases/"$first" | sum)
      rm -rf "$root"
      ;;
    copy)
      from=$source
      case $first in
        --from=*)
          from=$work/stage-as-${first#--from=} first=$second second=$third
          [ -d "$from" ] || fail "\"$line\": there is no such stage before it"
          ;;
      esac
      [ -n "$second" ] || fail "\"$line\": copy wants a file and a path"
      first=$from/${first#/} second=${second#/}
      [ -f "$first" ] || fail "\"$line\": there is no such file"
      content=$(sum < "$first")
      ;;
    run) ;;
    *) fail "\"$line\" is no line of a Recipe: from, copy, run" ;;
  esac
  [ -n "$root" ] || fail 'a Recipe begins with from'
  # The key in the cache: the key of the line before, this line, and the digests of the files that it takes in.
  key=$(printf '%s\n' "$key" "$line" "$content" | sum)
  all=$((all + 1))
  if [ -s "$state/cache/$key" ] && [ -e "$blobs/$(cat "$state/cache/$key")" ]; then
    how=cached
  else
    build_line "$verb" "$first" "$second"
    digest=$(sum < "$work/layer")
    mv "$work/layer" "$blobs/$digest"
    echo "$digest" > "$state/cache/$key"
    how='built ' built=$((built + 1))
  fi
  digest=$(cat "$state/cache/$key")
  layers="$layers $digest"
  apply "$blobs/$digest" "$root"
  say "$how $line"
done < "$source/Recipe"
[ -n "$layers" ] || fail "$source/Recipe has no lines"

# The image: blobs that are named by their digests, from the layers up to the index.
image=$work/image
mkdir -p "$image/blobs/sha256"
type=application/vnd.oci.image
store() {
  digest=$(sum < "$work/blob")
  size=$(wc -c < "$work/blob")
  mv "$work/blob" "$image/blobs/sha256/$digest"
  printf '{"mediaType": "%s", "digest": "sha256:%s", "size": %d}' "$1" "$digest" "$size"
}
case $(uname -m) in x86_64) cpu=amd64 ;; aarch64) cpu=arm64 ;; *) cpu=$(uname -m) ;; esac
descriptors= ids=
for digest in $layers; do
  cp "$blobs/$digest" "$work/blob"
  descriptors="$descriptors${descriptors:+, }$(store $type.layer.v1.tar)"
  ids="$ids${ids:+, }\"sha256:$digest\""
done
echo "{\"architecture\": \"$cpu\", \"os\": \"linux\", \"rootfs\": {\"type\": \"layers\", \"diff_ids\": [$ids]}}" > "$work/blob"
config=$(store $type.config.v1+json)
echo "{\"schemaVersion\": 2, \"mediaType\": \"$type.manifest.v1+json\", \"config\": $config, \"layers\": [$descriptors]}" > "$work/blob"
manifest=$(store $type.manifest.v1+json)
echo "{\"schemaVersion\": 2, \"manifests\": [$manifest]}" > "$image/index.json"
echo '{"imageLayoutVersion": "1.0.0"}' > "$image/oci-layout"
tar -c -b 1 --owner=0 --group=0 --numeric-owner --mtime=@0 -C "$image" -f ~/images/"$name.tar" oci-layout index.json blobs
say "$built of $all layers built; image of $(wc -c < ~/images/"$name.tar") bytes"
