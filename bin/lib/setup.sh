# What the commands in bin/ share: finding or installing what they need, and building. Sourced by bash; sets $root.
# Nothing here needs a terminal or standard input, and nothing is written outside the clone but what apt and Maven install.

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
command_name="bin/$(basename "$0")"

say() { printf '%s: %s\n' "$command_name" "$*" >&2; }

# fail CODE MESSAGE…: 2 is the user's to mend, 1 is not.
fail() {
  local code=$1
  shift
  say "$*"
  exit "$code"
}

may_be_root() { [ "$(id -u)" = 0 ] || { command -v sudo && sudo -n true; } >/dev/null 2>&1; }

as_root() { if [ "$(id -u)" = 0 ]; then "$@"; else sudo -n "$@"; fi; }

# Installs Debian packages without questions, and without starting the services that some of them bring.
apt_install() {
  command -v apt-get >/dev/null && may_be_root || return 1
  say "installing $* …"
  as_root env DEBIAN_FRONTEND=noninteractive bash -s -- "$@" >/dev/null 2>&1 <<'ROOT'
policy=/usr/sbin/policy-rc.d
if [ ! -e "$policy" ]; then
  trap 'rm -f "$policy"' EXIT
  printf '#!/bin/sh\nexit 101\n' >"$policy" && chmod 755 "$policy"
fi
apt-get update -q </dev/null
apt-get install -y -q --no-install-recommends -o DPkg::Lock::Timeout=300 "$@" </dev/null
ROOT
}

# Sets $java to a Java 17 or newer: JAVA_HOME's, or else the first one on the path.
find_java() {
  local candidate version
  for candidate in "${JAVA_HOME:+$JAVA_HOME/bin/java}" "$(command -v java)" /usr/lib/jvm/*/bin/java; do
    [ -n "$candidate" ] && [ -x "$candidate" ] || continue
    version=$("$candidate" -version 2>&1 | sed -n 's/.* version "\([0-9]*\).*/\1/p' | head -n 1)
    if [ "${version:-0}" -ge 17 ]; then
      java=$candidate
      return
    fi
  done
  fail 2 "needs a JDK 17 or newer; install one: apt-get install openjdk-17-jdk-headless"
}

# Makes sure that Maven is there, and that it runs on a JDK 17 or newer.
find_maven() {
  local home
  find_java
  home=$(dirname "$(dirname "$(readlink -f "$java")")")
  [ -x "$home/bin/javac" ] || fail 2 "needs a JDK, and $home has no compiler; install one: apt-get install openjdk-17-jdk-headless"
  export JAVA_HOME=$home
  command -v mvn >/dev/null || apt_install maven
  command -v mvn >/dev/null || fail 2 "needs Maven 3.8 or newer; install it: apt-get install maven"
}

# is_stale FILE: whether the build that made it is older than a source, or was never finished.
is_stale() {
  [ ! -f "$1" ] || [ ! -f "$1.built" ] || [ -n "$(find "$root"/pom.xml "$root"/*/pom.xml "$root"/*/src/main "$root"/conf -newer "$1.built" -print -quit)" ]
}

# build MODULE FILE: makes the file of a module, unless it is there and newer than every source. One at a time.
build() {
  local module=$1 file=$root/$2 log
  is_stale "$file" || return 0
  find_maven
  mkdir -p "$root/target"
  log=$root/target/build-$module.log
  exec 9>"$root/target/build.lock"
  flock 9
  if is_stale "$file"; then
    say "building …$([ -d "$root/$module/target/classes" ] || echo ' the first time this takes some minutes')"
    touch "$root/target/build-$module.begun"
    (cd "$root" && mvn -B -q -ntp -Dstyle.color=never -DskipTests -Djacoco.skip -Dspotless.check.skip -Dwarnings.fail=-Xdiags:compact -pl "$module" -am package) \
      >"$log" 2>&1 </dev/null 9>&- || {
      grep -a -m 20 'ERROR' "$log" >&2
      fail 1 "the build failed; all it said is in ${log#"$root"/}"
    }
    mv "$root/target/build-$module.begun" "$file.built"
  fi
  exec 9>&-
}
