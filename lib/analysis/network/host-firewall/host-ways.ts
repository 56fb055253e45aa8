import type { Family } from '#lib/analysis/network/reach/address-ranges.ts';
import type { HostJudgement, HostPort } from '#lib/model/host-firewall.ts';
import type { HostGroup } from './host-state.ts';

/** What a port of a host is passed on to; the address of the pod is null where none is known. */
export interface Behind {
  readonly port: number;
  readonly address: string | null;
}

/** A port of a host as packets to it are judged. */
export interface JudgedPort extends HostPort {
  /** Of one that is passed on: the pods behind it and their ports. */
  readonly targets: readonly Behind[];
}

/** A pod as a sender, by what tells it apart. */
export interface PodSender<Host extends HostGroup> {
  /** Its class for policies of hosts, and for those of pods. */
  readonly peer: number;
  readonly reachClass: number;
  /** The group of its node. */
  readonly host: Host;
}

/** What is sent to: a port of some hosts, over one family. */
export interface Way<Host extends HostGroup> {
  readonly to: Host;
  readonly family: Family;
  readonly port: JudgedPort;
}

/** How one kind of firewall judges whole ways, from each kind of sender. */
export interface HostWays<Host extends HostGroup> {
  /** From an address that is neither node nor pod. */
  fromAddress(way: Way<Host>, peer: number): HostJudgement;
  fromNode(way: Way<Host>, from: Host): HostJudgement;
  fromPodElsewhere(way: Way<Host>, pod: PodSender<Host>): HostJudgement;
  fromPodHere(way: Way<Host>, pod: PodSender<Host>): HostJudgement;
  fromSelf(way: Way<Host>): HostJudgement;
}
