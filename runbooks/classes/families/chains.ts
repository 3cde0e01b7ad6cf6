// Command lines for chains: what is sent is final, and who pays signs with a key.
import { row, unknown, verdict, type Call, type Family, type Verdict } from '../class-table.ts';

const rpcReads =
  /^(eth_(blockNumber|chainId|gasPrice|syncing|getBalance|getCode|getStorageAt|getTransaction\w*|getBlock\w*|call|estimateGas|feeHistory|getLogs|accounts)|net_\w+|web3_\w+|txpool_\w+)$/;

const judgeRpc = ({ args }: Call): readonly Verdict[] => rpcMethod(args.positionals[0]?.value ?? '');

/** By the method of JSON-RPC. */
export const rpcMethod = (method: string): readonly Verdict[] => {
  if (rpcReads.test(method)) return [verdict('R0', `${method} reads`)];
  if (/^eth_send/.test(method)) return [verdict('X3', 'what is sent is final')];
  return /^(anvil|hardhat|evm)_/.test(method)
    ? [verdict('W2', 'it changes the test chain')]
    : unknown(`nobody has said what ${method} does`);
};

const judgeForge = ({ args }: Call): readonly Verdict[] =>
  args.options.has('--broadcast') || args.options.has('--resume')
    ? [verdict('X3', 'what is sent is final'), verdict('U', 'the script is in another file')]
    : unknown('the script is in another file');

export const chainFamilies: readonly Family[] = [
  {
    title: 'Chains',
    programs: 'cast',
    rows: [
      row(
        'R0',
        'call,balance,block,block-number,bn,chain-id,chain,client,gas-price,base-fee,basefee,nonce,code,codesize,storage,tx,receipt,logs,estimate,age,find-block,lookup-address,resolve-name,admin,implementation,proof,codehash,tx-pool,to-wei,from-wei,to-unit,to-hex,to-dec,to-ascii,to-utf8,keccak,sig,sig-event,4byte,4byte-decode,4byte-event,abi-encode,abi-decode,calldata,calldata-decode,decode-abi,concat-hex,max-uint,max-int,parse-units,format-units,compute-address,create2,index,interface,namehash,pretty-calldata,to-checksum-address,to-base,to-bytes32,format-bytes32-string,parse-bytes32-string,b,g,n,t,re,s',
        'it reads the chain, or computes',
      ),
      row('R1', 'run,etherscan-source,source,trace,access-list', 'it reads much'),
      row('X3', 'send,publish,mktx,p', 'what is sent is final'),
      row('R0', 'rpc', 'by its method', { judge: judgeRpc }),
      row('X4', 'wallet *,wallet', 'it handles keys'),
    ],
    note: '`rpc` by its method. A key in the line makes it X4 besides: both gates count.',
  },
  {
    title: 'Chains',
    programs: 'forge',
    rows: [
      row('R0', 'inspect,tree,config,remappings,selectors', 'it shows the project'),
      row(
        'W1',
        'build,compile,b,fmt,clean,snapshot,flatten,doc,geiger,bind',
        'it writes files of the project',
      ),
      row('U', 'script,test,install,update,coverage,init,remove', 'what it runs is in another file', {
        judge: judgeForge,
      }),
      row('X3', 'create,verify-contract', 'what is sent is final'),
    ],
    options: { '--ffi': ['U', 'scripts may run programs'] },
  },
  {
    title: 'Chains',
    programs: 'geth reth hardhat truffle solana brownie ganache chisel',
    rows: [row('U', '*,', 'what it runs is not in the line')],
  },
  {
    title: 'Chains',
    programs: 'anvil',
    rows: [row('W1', '', 'it starts a chain of its own, and never ends')],
  },
];
