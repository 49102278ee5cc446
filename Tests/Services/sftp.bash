# shellcheck shell=bash disable=SC2034,SC2154
# sshd for files only: a login by key, as whoever runs the tests.
packages=(openssh-server openssh-client)

start() {
    local port
    port=$(free_port)
    mkdir "$folder/files"
    # The folders above a file of keys must belong to the user or to root, and to nobody else to write.
    ssh-keygen -q -t ed25519 -N "" -f "$folder/host"
    ssh-keygen -q -t ed25519 -N "" -f "$folder/other"
    ssh-keygen -q -t ed25519 -N "" -C "" -f "$folder/user"
    ssh-keygen -q -t ed25519 -N "correct horse" -C "" -f "$folder/locked"
    cat "$folder/user.pub" "$folder/locked.pub" >"$folder/keys"
    cat >"$folder/config" <<END
Port $port
ListenAddress 127.0.0.1
HostKey $folder/host
PidFile none
AuthorizedKeysFile $folder/keys
StrictModes no
PermitRootLogin yes
PasswordAuthentication no
KbdInteractiveAuthentication no
UsePAM no
MaxStartups 1000
Subsystem sftp internal-sftp -d $folder/files
ForceCommand internal-sftp -d $folder/files
END
    # Where it leaves its privileges, when this is root.
    [ "$(id -u)" -ne 0 ] || mkdir -p /run/sshd
    launch /usr/sbin/sshd -D -e -f "$folder/config"
    await_port "$port" || return 1
    fact port "$port"
    fact user "$(id -un)"
    fact folder "$folder"
    fact files "$folder/files"
    fact host_key "$(cut -d ' ' -f 1,2 "$folder/host.pub")"
    fact other_host_key "$(cut -d ' ' -f 1,2 "$folder/other.pub")"
    fact fingerprint "$(ssh-keygen -l -f "$folder/host.pub" | cut -d ' ' -f 2)"
}
