/** An ingress controller that people install as pods of the cluster. */
export interface IngressProgram {
  /** The name its charts give its pods and services. */
  readonly name: RegExp;
  /** What an IngressClass names as its controller. */
  readonly controller: RegExp;
  /** Classes that it serves by their name alone. */
  readonly classes: RegExp;
  /** It also serves Ingresses that name no class, unless it is told otherwise. */
  readonly takesClassless: boolean;
  /** It serves a class by name though no IngressClass of that name is there. */
  readonly goesByName: boolean;
}

const BY_CLASS = { takesClassless: false, goesByName: false } as const;

/** Which Ingresses the well-known controllers serve, as their documentation has it. */
export const INGRESS_PROGRAMS: readonly IngressProgram[] = [
  { ...BY_CLASS, name: /^ingress-nginx$/, controller: /^k8s\.io\/ingress-nginx$/, classes: /nginx/ },
  {
    ...BY_CLASS,
    name: /^nginx-ingress$/,
    controller: /^nginx\.org\/ingress-controller$/,
    classes: /nginx/,
  },
  {
    name: /^traefik$/,
    controller: /^traefik\.io\/ingress-controller$/,
    classes: /traefik/,
    takesClassless: true,
    goesByName: false,
  },
  {
    ...BY_CLASS,
    name: /^(?:haproxy-ingress|kubernetes-ingress)$/,
    controller: /^haproxy(?:-ingress\.github\.io\/controller|\.org\/ingress-controller)/,
    classes: /haproxy/,
  },
  {
    ...BY_CLASS,
    name: /^kong$/,
    controller: /^ingress-controllers\.konghq\.com\/kong$/,
    classes: /kong/,
  },
  {
    name: /^(?:contour|envoy)$/,
    controller: /^projectcontour\.io\//,
    classes: /contour/,
    takesClassless: true,
    goesByName: true,
  },
  {
    name: /^istio-ingressgateway$/,
    controller: /^istio\.io\/ingress-controller$/,
    classes: /istio/,
    takesClassless: false,
    goesByName: true,
  },
  {
    name: /^higress-gateway$/,
    controller: /^higress\.io\//,
    classes: /higress/,
    takesClassless: true,
    goesByName: true,
  },
];
