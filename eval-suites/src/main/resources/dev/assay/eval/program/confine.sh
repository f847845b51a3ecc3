# Makes a file system of the paths that are named and nothing else, all of it read-only but for an empty folder, and
# starts a command in it that has no privileges. To be run in new user, mount and process name spaces.
# Arguments: ROOT SCRATCH_BYTES WALL_SECONDS PATH... -- COMMAND...
set -eu
root=$1 scratch=$2 wall=$3
shift 3
# Where memory ends, it ends here first.
echo 1000 > /proc/self/oom_score_adj
mount -t tmpfs -o size=1m,nr_inodes=1k,mode=0755,nosuid,nodev tmpfs "$root"
while [ "$1" != -- ]; do
  if [ -L "$1" ]; then
    mkdir -p "$root${1%/*}"
    ln -s "$(readlink "$1")" "$root$1"
  elif [ -d "$1" ]; then
    mkdir -p "$root$1"
    mount --rbind "$1" "$root$1"
  elif [ -e "$1" ]; then
    mkdir -p "$root${1%/*}"
    : > "$root$1"
    mount --bind "$1" "$root$1"
  else
    echo "the user that programs run as may not read $1, which Python needs" >&2
    exit 1
  fi
  shift
done
shift
mkdir -p "$root/tmp" "$root/.old" "$root/proc"
mount -t tmpfs -o "size=$scratch,nr_inodes=1k,mode=0700,nosuid,nodev" tmpfs "$root/tmp"
mount --rbind /proc "$root/proc"
# Flags that the outer mounts have are locked, and have to be named again.
while read -r _ _ _ _ point options _; do
  case $point in
    "$root/tmp" | "$root/proc" | "$root/proc"/*) ;;
    "$root" | "$root"/*)
      kept=ro
      for flag in nosuid nodev noexec noatime nodiratime relatime; do
        case ",$options," in *",$flag,"*) kept=$kept,$flag ;; esac
      done
      mount -o "remount,bind,$kept" "$point"
      ;;
  esac
done < /proc/self/mountinfo
# No name spaces below these: in them the program would have privileges again.
echo 0 > /proc/sys/user/max_user_namespaces
cd "$root"
pivot_root . .old
umount -l /.old
# umount itself reads /proc, so that this is the last.
umount -l /proc
cd /tmp
exec timeout --foreground -s KILL "$wall" setpriv --bounding-set=-all --inh-caps=-all --no-new-privs "$@"
