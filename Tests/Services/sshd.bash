# shellcheck shell=bash disable=SC2034,SC2154
# OpenSSH with a login by key for the user that runs it; as root also one by password, which holds inside of the server only.
packages=(openssh-server openssh-client util-linux)

start() {
    local port user
    port=$(free_port)
    user=$(id -un)
    ssh-keygen -q -t ed25519 -N "" -f "$folder/host"
    ssh-keygen -q -t ed25519 -N "" -f "$folder/other"
    ssh-keygen -q -t ed25519 -N "" -C "" -f "$folder/user"
    ssh-keygen -q -t ed25519 -N "battery staple" -C "" -f "$folder/locked"
    cat "$folder/user.pub" "$folder/locked.pub" >"$folder/authorized"
    cat >"$folder/config" <<-END
		ListenAddress 127.0.0.1
		Port $port
		HostKey $folder/host
		PidFile none
		AuthorizedKeysFile $folder/authorized
		PermitRootLogin yes
		StrictModes no
		UsePAM no
		PasswordAuthentication yes
		MaxStartups 200:30:300
		Subsystem sftp internal-sftp
	END
    fact port "$port"
    fact user "$user"
    fact folder "$folder"
    if [ "$(id -u)" -eq 0 ] && unshare --mount true 2>/dev/null; then
        # Only the server sees this file of passwords: nothing of the system is changed.
        awk -F: -v user="$user" -v hash="$(openssl passwd -6 "correct horse")" \
            'BEGIN { OFS = FS } $1 == user { $2 = hash } { print }' /etc/shadow >"$folder/shadow"
        chmod 600 "$folder/shadow"
        launch unshare --mount bash -c \
            'mount -t tmpfs -o mode=755 tmpfs /run && mkdir /run/sshd && mount --bind "$1/shadow" /etc/shadow &&
                exec /usr/sbin/sshd -D -e -f "$1/config"' sshd "$folder"
        fact password "correct horse"
    else
        [ "$(id -u)" -ne 0 ] || mkdir -p /run/sshd
        launch /usr/sbin/sshd -D -e -f "$folder/config"
    fi
    await_port "$port"
}
