import type { KubeObject } from './kube-object.ts';
import type { LabelSelector } from './label-selector.ts';
import type { PodTemplate } from './pod.ts';

/** A Deployment, ReplicaSet, StatefulSet, DaemonSet, Job or ReplicationController. */
export interface Workload extends KubeObject {
  readonly spec: {
    readonly replicas?: number;
    readonly suspend?: boolean;
    readonly selector?: LabelSelector;
    /** Absent on a ReplicaSet or Job that another object owns: the owner carries the same template. */
    readonly template?: PodTemplate;
  };
  readonly status: {
    readonly replicas?: number;
    readonly readyReplicas?: number;
    readonly desiredNumberScheduled?: number;
    readonly numberReady?: number;
    readonly active?: number;
    readonly succeeded?: number;
    readonly failed?: number;
    readonly startTime?: string;
    readonly completionTime?: string;
  };
}

export interface CronJob extends KubeObject {
  readonly spec: {
    readonly schedule: string;
    readonly suspend?: boolean;
    readonly concurrencyPolicy?: string;
    readonly jobTemplate: { readonly spec: { readonly template: PodTemplate } };
  };
  readonly status: { readonly lastScheduleTime?: string; readonly lastSuccessfulTime?: string };
}
