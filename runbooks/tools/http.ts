// curl, wget and their like.
import { plainTool } from './plain-tool.ts';
import type { Tool } from './tool.ts';

export const httpTools: readonly Tool[] = [
  plainTool(
    'curl',
    '-A,--user-agent= -b,--cookie= -c,--cookie-jar= -C,--continue-at= -d,--data= --data-ascii= --data-binary= --data-raw= --data-urlencode= --json= -D,--dump-header= -e,--referer= -E,--cert= -F,--form= --form-string= -H,--header= -K,--config= -m,--max-time= -o,--output= -P,--ftp-port= -Q,--quote= -r,--range= -T,--upload-file= -t,--telnet-option= -u,--user= -U,--proxy-user= -w,--write-out= -x,--proxy= -X,--request= -y,--speed-time= -Y,--speed-limit= -z,--time-cond= --cacert= --capath= --cert-type= --ciphers= --connect-timeout= --connect-to= --create-file-mode= --dns-servers= --doh-url= --engine= --etag-compare= --etag-save= --expect100-timeout= --happy-eyeballs-timeout-ms= --haproxy-clientip= --hostpubmd5= --interface= --keepalive-time= --key= --key-type= --limit-rate= --local-port= --login-options= --mail-auth= --mail-from= --mail-rcpt= --max-filesize= --max-redirs= --netrc-file= --noproxy= --oauth2-bearer= --output-dir= --parallel-max= --pass= --pinnedpubkey= --preproxy= --proto= --proto-default= --proto-redir= --proxy-header= --pubkey= --random-file= --rate= --request-target= --resolve= --retry= --retry-delay= --retry-max-time= --service-name= --socks5= --socks5-hostname= --socks4= --socks4a= --stderr= --tls-max= --tls13-ciphers= --trace= --trace-ascii= --trace-config= --unix-socket= --abstract-unix-socket= --url= --url-query= --variable= --aws-sigv4= --libcurl= --hsts= --alt-svc= --delegation= --crlfile= --curves= --dns-interface= --egd-file= --ftp-account= --ftp-method= --krb= --postquote= --prequote= --sasl-authzid= --tlsauthtype= --tlspassword= --tlsuser= ' +
      '-a,--append -B,--use-ascii -f,--fail -g,--globoff -G,--get -h,--help -i,--include -I,--head -j,--junk-session-cookies -J,--remote-header-name -k,--insecure -l,--list-only -L,--location -M,--manual -n,--netrc -N,--no-buffer -O,--remote-name -p,--proxytunnel -q,--disable -R,--remote-time -s,--silent -S,--show-error -v,--verbose -V,--version -Z,--parallel -#,--progress-bar -0,--http1.0 -1,--tlsv1 -2,--sslv2 -3,--sslv3 -4,--ipv4 -6,--ipv6 -:,--next --compressed --fail-with-body --fail-early --http1.1 --http2 --http3 --no-progress-meter --retry-all-errors --retry-connrefused --remote-name-all --remove-on-error --location-trusted --create-dirs --crlf --path-as-is --raw --styled-output --tlsv1.2 --tlsv1.3 --tr-encoding --no-keepalive --tcp-nodelay --ssl --ssl-reqd --anyauth --basic --digest --negotiate --ntlm --post301 --post302 --post303 --no-clobber --skip-existing --netrc-optional',
    { abbreviates: true },
  ),
  plainTool(
    'wget',
    '-O,--output-document= -o,--output-file= -a,--append-output= -P,--directory-prefix= -e,--execute= -i,--input-file= -t,--tries= -T,--timeout= -w,--wait= -U,--user-agent= -l,--level= -A,--accept= -R,--reject= -D,--domains= -B,--base= -Q,--quota= --header= --post-data= --post-file= --body-data= --body-file= --method= --user= --password= --http-user= --http-password= --ca-certificate= --certificate= --private-key= --load-cookies= --save-cookies= --warc-file= --rejected-log= --hsts-file= --use-askpass= --config= --connect-timeout= --read-timeout= --dns-timeout= --max-redirect= --limit-rate= --bind-address= -q,--quiet -S,--server-response -c,--continue -N,--timestamping -r,--recursive -nv,--no-verbose --spider --no-check-certificate -b,--background -k,--convert-links -p,--page-requisites -m,--mirror -d,--debug -v,--verbose -x,--force-directories -n --content-on-error --inet4-only --no-proxy',
    { abbreviates: true },
  ),
  plainTool(
    'http https xh xhs',
    '-a,--auth= -A,--auth-type= -o,--output= --timeout= --session= --session-read-only= --proxy= --verify= -p,--print= -s,--style= --cert= --cert-key= --raw= -d,--download -f,--form -j,--json -h,--headers -b,--body -v,--verbose -F,--follow --check-status --ignore-stdin --multipart -c,--continue -m,--meta',
  ),
  plainTool(
    'grpcurl',
    '-H= -d= -proto= -import-path= -protoset= -cacert= -cert= -key= -max-time= -connect-timeout= -authority= -user-agent= -rpc-header= -plaintext -insecure -v -vv -format= -emit-defaults',
    { singleDash: true },
  ),
];
