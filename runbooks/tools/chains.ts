// Command lines for chains: Foundry and its like.
import { plainTool, verbTool } from './plain-tool.ts';
import type { Tool } from './tool.ts';

const wallet =
  '-r,--rpc-url= --private-key= --from= -f= --keystore= --account= --password= --password-file= --mnemonic= --mnemonic-path= --mnemonic-passphrase= --mnemonic-index= --chain,--chain-id= -c= -e,--etherscan-api-key= --nonce= --gas-limit= --gas-price= --priority-gas-price= --value= --block= -B= -b= --confirmations= --timeout= --jwt-secret= --abi= --from-block= --to-block= --address= --sig= --create= --trezor -l,--ledger --unlocked --interactive -i --legacy --async --json -j --flashbots';

export const chainTools: readonly Tool[] = [
  verbTool('cast', wallet, 'wallet'),
  verbTool(
    'forge',
    `${wallet} --constructor-args= --constructor-args-path= --libraries= --root= --contracts= --match-test= --match-contract= --match-path= --fork-url= --fork-block-number= -m= --use= --profile= --broadcast --verify --resume --slow --ffi -v -vv -vvv -vvvv --watch --force`,
    'cache',
  ),
  plainTool(
    'anvil',
    '-p,--port= -f,--fork-url= --fork-block-number= -b,--block-time= --chain-id= --host= -m,--mnemonic= -a,--accounts= --balance= --state= --dump-state= --load-state=',
  ),
  verbTool('solana', '-u,--url= -k,--keypair= --output= -C,--config=', ''),
  verbTool(
    'geth',
    '--datadir= --rpc.gascap= --http.addr= --http.port= --exec= --networkid= --mainnet --sepolia',
    'account, snapshot, db, wallet',
  ),
];
