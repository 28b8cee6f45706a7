#!/bin/bash
# Puts the MySQL server of Debian sid into a folder, with the libraries it was built with; changes nothing on the
# machine and needs no root. Usage: install-mysql.sh FOLDER (absolute paths into it are written: don't move it).
# The file "version" in the folder is written last: a folder without it is half an installation.
set -euo pipefail
prefix=$(realpath -m "$1")
rm -rf "$prefix"
apt=$prefix/apt
mkdir -p "$apt"/{parts,lists/partial,archives/partial}
: > "$apt/status"                       # "nothing is installed": apt then resolves libc6 and the like too

# The machine's own Debian mirror: the one that its release comes from.
. /etc/os-release
mirror=$(apt-get indextargets --format '$(CREATED_BY) $(ORIGIN) $(CODENAME) $(REPO_URI)' \
  | awk -v c="$VERSION_CODENAME" '$1=="Packages" && $2=="Debian" && $3==c { print $4; exit }')
if [ -z "$mirror" ]; then
  echo "apt knows no Debian mirror here (run 'apt-get update' first; Ubuntu has none)" >&2
  exit 1
fi
echo "deb [signed-by=/usr/share/keyrings/debian-archive-keyring.gpg] $mirror sid main" > "$apt/sources.list"

# On the command line, so that nothing in /etc/apt/apt.conf.d wins; that directory still gives proxies.
options=(
  -o Dir::State="$apt" -o Dir::State::Lists="$apt/lists" -o Dir::State::status="$apt/status"
  -o Dir::Cache="$apt" -o Dir::Cache::Archives="$apt/archives"
  -o Dir::Etc::SourceList="$apt/sources.list" -o Dir::Etc::SourceParts="$apt/parts"
  -o Dir::Etc::Preferences="$apt/none" -o Dir::Etc::PreferencesParts="$apt/parts"
  -o pkgCacheGen::Essential=none -o APT::Install-Recommends=false
  -o Acquire::Languages=none -o Acquire::IndexTargets::deb::DEP-11::DefaultEnabled=false
)
# As root, apt would fetch as a user of its own, who has no right to this folder.
[ "$(id -u)" = 0 ] && options+=(-o APT::Sandbox::User=root)
apt-get -qq "${options[@]}" update
apt-get -qq "${options[@]}" --yes --download-only install mysql-server-core mysql-client-core

for deb in "$apt"/archives/*.deb; do
  case ${deb##*/} in perl*|libperl*|libgdbm*|libdb5*|gcc-*-base*) continue ;; esac   # only for scripts we don't run
  dpkg-deb --fsys-tarfile "$deb" \
    | tar -x -C "$prefix" --no-same-owner --exclude='./usr/share/doc' --exclude='./usr/share/man'
done

# Each program runs with sid's loader and libraries, not with those of this machine.
libraries=$(dirname "$(ls "$prefix"/usr/lib/*/ld-linux*.so.*)")
loader=$(ls "$libraries"/ld-linux*.so.*)
mkdir -p "$prefix/bin"
for program in sbin/mysqld bin/mysql bin/mysqldump; do
  printf '#!/bin/sh\nexec "%s" --library-path "%s" "%s" "$@"\n' "$loader" "$libraries" "$prefix/usr/$program" \
    > "$prefix/bin/${program##*/}"
done
chmod -R a+rX "$prefix"
chmod a+x "$prefix"/bin/*
rm -rf "$apt"
"$prefix/bin/mysqld" --no-defaults --version | tee "$prefix/version"
