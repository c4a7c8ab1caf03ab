# What tests/run and tests/soak share. Whoever reads this has set self, the path of its own script, has a function
# describe, and a function stage_NAME for each of its stages; it runs in the project's folder.

# Where the clone lies is no reason to compile again: what ccache holds of another clone or preset will do.
export CCACHE_BASEDIR=$PWD CCACHE_NOHASHDIR=1
export CTEST_PARALLEL_LEVEL=${CTEST_PARALLEL_LEVEL:-$(nproc)}
export ASAN_OPTIONS=${ASAN_OPTIONS:-strict_string_checks=1:detect_stack_use_after_return=1}
export UBSAN_OPTIONS=${UBSAN_OPTIONS:-print_stacktrace=1}
export TSAN_OPTIONS=${TSAN_OPTIONS:-halt_on_error=1}
mkdir -p build/test-logs

# GCC 12's thread sanitizer cannot place its memory under strong address randomisation; a fuzzer's way depends on addresses.
fixed_addresses=()
if setarch -R true 2>/dev/null; then fixed_addresses=(setarch -R); fi

# Files are to be refused to root too when their mode says so.
bound_by_modes=(setpriv --bounding-set=-dac_override,-dac_read_search --inh-caps=-dac_override,-dac_read_search)
if ((EUID != 0)) || ! "${bound_by_modes[@]}" true 2>/dev/null; then bound_by_modes=(); fi

build_release() { flock build/test-logs/release.lock cmake --workflow --preset release; } # several stages may ask for it at once

# clang-tidy looks at each file by itself, as clang's build does not.
configure_tidy() {
  cmake --preset clang -B build/tidy -DCITEFEED_UNITY=OFF
  cmake --build build/tidy --target common_headers test_headers
}

build_clang() { cmake --preset clang && cmake --build --preset clang; }

# One stage, in a process of its own, so that it stops at its first failing command. True when it passed.
run_stage() { # NAME [COMMAND that runs another]
  local name=$1 log=build/test-logs/$1.log start=$SECONDS status=0
  echo "== $name: $(describe "$name")"
  "${@:2}" "$self" --inside "$name" >"$log" 2>&1 </dev/null || status=$?
  if ((status)); then tail -n 200 -- "$log"; fi
  sed -n 's/^note: /   /p' -- "$log"
  if ((status)); then
    echo "   FAILED after $((SECONDS - start)) s; all of it is in $log"
  else
    echo "   passed in $((SECONDS - start)) s"
  fi
  return "$status"
}

# Whether all stages have passed; says how many, in the last line.
sum_up() { # NUMBER FAILED...
  local number=$1
  shift
  echo
  echo "$((SECONDS / 60)) min $((SECONDS % 60)) s${*:+; failed: $*}"
  echo "$((number - $#)) passed, $# failed"
  (($# == 0))
}
