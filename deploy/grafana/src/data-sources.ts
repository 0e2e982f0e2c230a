/** The data sources of provisioning/datasources/cortex.yaml. */
export const PROMETHEUS = { type: 'prometheus', uid: 'prometheus' };
