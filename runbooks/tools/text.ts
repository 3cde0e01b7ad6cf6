// Tools that read text or files. Options that take a value, and those that make a reader a writer or a runner.
import { plainTool } from './plain-tool.ts';
import type { Tool } from './tool.ts';

export const textTools: readonly Tool[] = [
  plainTool(
    'grep egrep fgrep zgrep',
    '-e,--regexp= -f,--file= -m,--max-count= -A,--after-context= -B,--before-context= -C,--context= --include= --exclude= --exclude-dir= --exclude-from= --label= -d,--directories= -D,--devices= --binary-files= --color[=] --colour[=] -r,--recursive -R,--dereference-recursive -i,--ignore-case -v,--invert-match -c,--count -l,--files-with-matches -L,--files-without-match -n,--line-number -o,--only-matching -q,--quiet -s,--no-messages -w,--word-regexp -x,--line-regexp -E,--extended-regexp -F,--fixed-strings -G,--basic-regexp -P,--perl-regexp -H,--with-filename -h,--no-filename -a,--text -z,--null-data -U -u',
  ),
  plainTool(
    'rg ag ack',
    '-e,--regexp= -f,--file= -m,--max-count= -A,--after-context= -B,--before-context= -C,--context= -t,--type= -T,--type-not= -g,--glob= -j,--threads= -r,--replace= -M,--max-columns= -d,--max-depth= --pre= --hostname-bin= --pager= --color= --sort= -i,--ignore-case -v,--invert-match -c,--count -l,--files-with-matches -n,--line-number -o,--only-matching -q,--quiet -w,--word-regexp -z,--search-zip -u,--unrestricted',
  ),
  plainTool(
    'sed gsed',
    '-e,--expression= -f,--file= -l,--line-length= -i,--in-place[=] -n,--quiet,--silent -E,-r,--regexp-extended -s,--separate -u,--unbuffered -z,--null-data --posix --sandbox --debug',
  ),
  plainTool(
    'awk gawk mawk nawk',
    '-F,--field-separator= -v,--assign= -f,--file= -e,--source= -i,--include= -E,--exec= -l,--load= -o,--pretty-print[=] -p,--profile[=] -d,--dump-variables[=] -S,--sandbox',
    { stops: true },
  ),
  plainTool(
    'sort',
    '-k,--key= -t,--field-separator= -o,--output= -S,--buffer-size= -T,--temporary-directory= --parallel= --compress-program= --files0-from= --sort= --batch-size= --random-source= -n,--numeric-sort -r,--reverse -u,--unique -h,--human-numeric-sort -c,--check[=] -m,--merge -V,--version-sort -f,--ignore-case -b -g -M -R -s -z',
  ),
  plainTool(
    'uniq',
    '-f,--skip-fields= -s,--skip-chars= -w,--check-chars= -c,--count -d,--repeated -u,--unique -i,--ignore-case -D -z',
  ),
  plainTool('head', '-n,--lines= -c,--bytes= -q,--quiet -v,--verbose -z'),
  plainTool(
    'tail',
    '-n,--lines= -c,--bytes= -s,--sleep-interval= --pid= --max-unchanged-stats= -f,--follow[=] -F --retry -q,--quiet -v,--verbose -z',
  ),
  plainTool(
    'cut',
    '-b,--bytes= -c,--characters= -d,--delimiter= -f,--fields= --output-delimiter= -s,--only-delimited --complement',
  ),
  plainTool('tr', '-c,--complement -d,--delete -s,--squeeze-repeats -t,--truncate-set1'),
  plainTool('wc', '-l,--lines -w,--words -c,--bytes -m,--chars -L --files0-from='),
  plainTool(
    'jq jaq gojq',
    '--arg= --argjson= --slurpfile= --rawfile= --indent= -f,--from-file= -L,--library-path= -r,--raw-output -c,--compact-output -e,--exit-status -s,--slurp -n,--null-input -S,--sort-keys -M,--monochrome-output -C,--color-output -R,--raw-input -j,--join-output -a --tab --args --jsonargs --stream --seq',
  ),
  plainTool(
    'yq',
    '-i,--inplace,--in-place -I,--indent= -p,--input-format= -o,--output-format= -P,--prettyPrint -r,--raw-output -e,--exit-status -n,--null-input -N -C -M -s,--split-exp= --from-file= -y -Y -w=',
  ),
  plainTool(
    'diff sdiff cmp comm',
    '-U,--unified= -C,--context= -I= -x,--exclude= -X= -F= -W= -o,--output= --diff-program= --label= -u -r,--recursive -q,--brief -y -s -i -w -B -N --color[=]',
  ),
  plainTool('less more most', '-o= -O= -p= -P= -k= -t= -x= -y= -z= -F -R -S -N -X -i -f -r'),
  plainTool('base64 base32', '-w,--wrap= -d,--decode -i,--ignore-garbage -D'),
  plainTool(
    'xxd od hexdump strings',
    '-l= -s= -c= -g= -n= -N= -j= -A= -t= -w[=] -C -r,--reverse -p,--plain -a -e -b',
  ),
  plainTool('split csplit', '-b,--bytes= -l,--lines= -n,--number= -a,--suffix-length= --filter= -d -e -C='),
  plainTool(
    'date',
    '-d,--date= -f,--file= -r,--reference= -s,--set= -I,--iso-8601[=] -u,--utc -R,--rfc-email --rfc-3339= -j -v=',
  ),
  plainTool('find', '', { singleDash: true }),
  plainTool('stat', '-c,--format= --printf= -f,--file-system -L -t'),
  plainTool(
    'tree',
    '-o,--output= -L= -P= -I= -H= -T= --filelimit= --timefmt= --charset= --sort[=] -a -d -f -p -s -h -u -g -D -C -n -J -X',
  ),
  plainTool(
    'dasel',
    '-f,--file= -s,--selector= -o,--out= -p,--parser= -r,--read= -w,--write= -v,--value= -t,--type= -i -m,--multiple --plain --compact',
  ),
  plainTool(
    'shuf',
    '-n,--head-count= -i,--input-range= -o,--output= --random-source= -e,--echo -r,--repeat -z',
  ),
  plainTool('iconv', '-f,--from-code= -t,--to-code= -o,--output= -c -l,--list -s'),
  plainTool(
    'xmllint',
    '-o,-output= -xpath= -schema= -relaxng= -dtdvalid= -pattern= -encode= -maxmem= -path= -noout -format -recover -html -valid',
    { singleDash: true },
  ),
  plainTool('dc', '-e,--expression= -f,--file='),
  plainTool(
    'ls dir exa eza',
    '-I,--ignore= -w,--width= --block-size= --sort= --time= --time-style= --color[=] -T= -L= -P= --hide= --format= --quoting-style=',
  ),
  plainTool('tee', '-a,--append -i,--ignore-interrupts -p --output-error[=]'),
  plainTool(
    'column fold fmt pr nl expand',
    '-t,--table -s,--separator= -o,--output-separator= -w,--width= -c= -N= -H= -R= -b= -v= -n= -i=',
  ),
  plainTool(
    'du',
    '-d,--max-depth= -t,--threshold= -B,--block-size= --exclude= -X= --files0-from= -s -h -a -c -x',
  ),
  plainTool(
    'openssl',
    '-in= -out= -connect= -servername= -CAfile= -cert= -key= -inkey= -keyout= -passin= -passout= -pass= -days= -subj= -newkey= -config= -CApath= -verify= -host= -port= -starttls= -k= -salt -noout -text -dates -enddate -startdate -subject -issuer -fingerprint -serial -showcerts -nodes -x509 -pubkey -pubout -hex -base64 -a -d -e -rand= -engine= -provider= -provider-path= -writerand= -name= -checkend= -tls1_2 -tls1_3 -quiet -checkhost=',
    { singleDash: true },
  ),
];
