# Sourced by ./run and ./test: sees that what the build and the window need is there, and installs it where apt is.

say() { printf '%s\n' "$*" >&2; }

# Runs a command as root: directly, or through sudo when that asks nothing.
as_root() {
    if [ "$(id -u)" = 0 ]; then "$@"
    elif command -v sudo >/dev/null 2>&1 && { [ -t 0 ] || sudo -n true 2>/dev/null; }; then sudo "$@"
    else return 1
    fi
}

# need PACKAGES…: installs those of Debian's packages that are missing, or says which to install.
need() {
    local missing=() package
    if ! command -v dpkg-query >/dev/null 2>&1; then
        say "This is not a Debian-like system. If the build fails, install the equivalents of: $*"
        return 0
    fi
    for package in "$@"; do
        dpkg-query -W -f '${db:Status-Status}' "$package" 2>/dev/null | grep -qx installed || missing+=("$package")
    done
    [ ${#missing[@]} -gt 0 ] || return 0
    say "Installing: ${missing[*]}"
    if as_root env DEBIAN_FRONTEND=noninteractive apt-get update -qq >/dev/null 2>&1 \
        && as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null; then
        return 0
    fi
    say "Could not install them. Please run:  apt-get install ${missing[*]}"
    return 1
}

# A C compiler, perl and make build the bundled SQLCipher and OpenSSL.
need_build() {
    if ! command -v cargo >/dev/null 2>&1 && [ -x "$HOME/.cargo/bin/cargo" ]; then PATH="$HOME/.cargo/bin:$PATH"; fi
    command -v cargo >/dev/null 2>&1 || { say "Rust is missing: install rustup and the stable toolchain first."; return 1; }
    local wanted=()
    command -v cc >/dev/null 2>&1 && command -v ld >/dev/null 2>&1 || wanted+=(gcc libc6-dev)
    command -v perl >/dev/null 2>&1 || wanted+=(perl)
    command -v make >/dev/null 2>&1 || wanted+=(make)
    [ ${#wanted[@]} -eq 0 ] || need "${wanted[@]}"
}

# The libraries a window loads at run time.
need_window() {
    need libegl1 libgl1 libgl1-mesa-dri libwayland-client0 libwayland-egl1 libx11-6 libx11-xcb1 libxcursor1 libxi6 \
        libxkbcommon0 libxkbcommon-x11-0 libxrandr2 libxrender1
}

has_display() { [ -n "${DISPLAY:-}" ] || [ -n "${WAYLAND_DISPLAY:-}" ]; }

# on_virtual_display WIDTHxHEIGHT COMMAND…: runs a command on a display of its own, drawn in software.
on_virtual_display() {
    local size=$1
    shift
    env -u WAYLAND_DISPLAY LIBGL_ALWAYS_SOFTWARE=1 xvfb-run -a -s "-screen 0 ${size}x24 -nolisten tcp" "$@"
}
