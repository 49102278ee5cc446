# shellcheck shell=bash disable=SC2034,SC2154
# nginx: in the clear, with the certificate of the test CA, and with client certificates as well.
packages=(nginx-light)

start() {
    local port secure mutual
    port=$(free_port)
    secure=$(free_port)
    mutual=$(free_port)
    mkdir -p "$folder/www" "$folder/temp"
    printf 'hello from nginx\n' >"$folder/www/hello.txt"
    head -c 300000 /dev/zero | tr '\0' 'x' >"$folder/www/plain.txt"
    # Thirty million bytes, of which thirty thousand are on the wire.
    head -c 30000000 /dev/zero | gzip -9 >"$folder/www/bomb"
    truncate -s 10G "$folder/www/large.bin"
    cat >"$folder/nginx.conf" <<CONF
daemon off;
worker_processes 1;
pid $folder/nginx.pid;
error_log stderr;
events { worker_connections 4096; }
http {
    access_log off;
    default_type text/plain;
    gzip on;
    gzip_types text/plain;
    client_body_temp_path $folder/temp/body;
    proxy_temp_path $folder/temp/proxy;
    fastcgi_temp_path $folder/temp/fastcgi;
    uwsgi_temp_path $folder/temp/uwsgi;
    scgi_temp_path $folder/temp/scgi;
    root $folder/www;
    server {
        listen 127.0.0.1:$port;
        location /bomb { gzip off; add_header Content-Encoding gzip; }
        location /away { return 307 https://127.0.0.1:$secure/hello.txt; }
    }
    server {
        listen 127.0.0.1:$secure ssl;
        ssl_certificate $services/server.pem;
        ssl_certificate_key $services/server.key;
    }
    server {
        listen 127.0.0.1:$mutual ssl;
        ssl_certificate $services/server.pem;
        ssl_certificate_key $services/server.key;
        ssl_client_certificate $services/ca.pem;
        ssl_verify_client on;
        location / { add_header X-Client \$ssl_client_s_dn always; }
    }
}
CONF
    [ "$(id -u)" -ne 0 ] || chown -R www-data "$folder"
    launch_as www-data /usr/sbin/nginx -c "$folder/nginx.conf" -e stderr
    await_port "$mutual" || return 1
    fact port "$port"
    fact tls_port "$secure"
    fact client_port "$mutual"
    fact client_certificate "$services/server.pem"
    fact client_key "$services/server.key"
}
