# The options of a deployable's Java machine in production. Sourced by bash, after setup.sh.

# java_options JAR: sets the array $java_options.
java_options() {
  java_options=(
    -XX:+UseSerialGC             # the heap is small: the traffic's bytes are not in it
    -Xms64m -Xmx160m
    -XX:MaxDirectMemorySize=96m  # the traffic's bytes
    -XX:ReservedCodeCacheSize=64m
    -XX:+ExitOnOutOfMemoryError  # what cannot work is to be started again, not to limp
    -XX:-UsePerfData             # no file in the temporary folder
    -XX:SharedArchiveFile="${1%.jar}.jsa" -Xshare:auto
    -Xlog:disable -Xlog:all=error:stderr
    -Dfile.encoding=UTF-8 -Djava.awt.headless=true
  )
}

# remember_classes JAR CONFIG KEY=VALUE…: keeps the classes that a start and a first request need in an archive beside the jar, so
# that every later start is twice as fast. Works for a few seconds, on the free ports that the settings give it; without
# the archive, or with one of another Java, everything works too.
remember_classes() {
  local jar=$1 config=$2 folder pid port setting settings=()
  for setting in "${@:3}"; do settings+=(--set "$setting"); done
  [ ! -f "${jar%.jar}.jsa" ] || [ "$jar.built" -nt "${jar%.jar}.jsa" ] || return 0
  exec 9>"$root/target/build.lock"
  flock 9
  if [ ! -f "${jar%.jar}.jsa" ] || [ "$jar.built" -nt "${jar%.jar}.jsa" ]; then
    folder=$(mktemp -d)
    env -i "$java" "${java_options[@]}" -XX:SharedArchiveFile= -XX:ArchiveClassesAtExit="$folder/new.jsa" \
      -jar "$jar" --config "$config" --set console.port=0 "${settings[@]}" \
      >"$folder/out" 2>/dev/null </dev/null 9>&- &
    pid=$!
    for _ in {1..100}; do
      grep -q ready "$folder/out" && break
      kill -0 "$pid" 2>/dev/null || break
      sleep 0.1
    done
    for port in $(grep -o '127\.0\.0\.1:[0-9]*' "$folder/out" | cut -d : -f 2); do
      [ "$port" = 9 ] || printf 'GET /health/ready HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n' |
        timeout 5 bash -c "exec 3<>/dev/tcp/127.0.0.1/$port && cat >&3 && cat <&3" >/dev/null 2>&1
    done
    kill "$pid" 2>/dev/null
    wait "$pid" 2>/dev/null
    # An empty archive is none to Java, and keeps the next start from trying again.
    mv -f "$folder/new.jsa" "${jar%.jar}.jsa" 2>/dev/null || : >"${jar%.jar}.jsa"
    rm -rf "$folder"
  fi
  exec 9>&-
}
