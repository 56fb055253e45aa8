import { writeFileSync } from 'node:fs';
import { spawnSync } from 'node:child_process';
import { ControlPlane } from './control-plane.ts';
import { loadObjects } from '#lib/demo/objects/load-objects.ts';
import { planHosts } from '#lib/demo/address-plan.ts';
const gen = Number(process.argv[2] ?? '1') as 1 | 2;
const w={seed:'x',generation:gen,bornAt:new Date(),now:new Date(),plan:planHosts('127.99.1'),clusterAuthorityPem:'-----BEGIN CERTIFICATE-----\nMIIBAA==\n-----END CERTIFICATE-----\n'};
const plane = await ControlPlane.start();
try {
  const objects = loadObjects(w).map((o)=>{ const {uid:_,resourceVersion:__,...m}=o.metadata; return {...o, metadata:m}; });
  const rank=(o:any)=>o.kind==='CustomResourceDefinition'?0:o.kind==='Namespace'?1:2;
  objects.sort((a,b)=>rank(a)-rank(b));
  const id = plane.clientIdentity('adm',['system:masters']);
  const b=(s:string)=>Buffer.from(s).toString('base64');
  const kc=plane.kubeconfig('adm',{'client-certificate-data':b(id.cert),'client-key-data':b(id.key)});
  const run=(list:any[], label:string)=>{ writeFileSync('/tmp/objs.json',JSON.stringify({apiVersion:'v1',kind:'List',items:list}));
  const r=spawnSync(plane.programs['kubectl']!,['--kubeconfig',kc,'create','--validate=strict','-f','/tmp/objs.json'],{encoding:'utf8',maxBuffer:1e8});
  const errs=r.stderr.split('\n').filter((l:string)=>l && !/AlreadyExists|already exists/.test(l)); console.log(label,list.length,'errors',errs.length); console.log(errs.slice(0,40).map((x:string)=>x.slice(0,300)).join('\n')); };
  run(objects.filter(o=>rank(o)===0),'crd'); await new Promise(r=>setTimeout(r,3000));
  run(objects.filter(o=>rank(o)===1),'ns'); run(objects.filter(o=>rank(o)===2),'rest');
} finally { await plane.stop(); }
