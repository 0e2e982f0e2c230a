import type { ServicePaint } from '../../src/model/services/colours.ts';

/** The colour of a service, as CSS has it. */
export function serviceColour(paint: Pick<ServicePaint, 'colour'> | undefined): string {
  return `var(--service-${paint?.colour ?? 0})`;
}

/** The class that lays the pattern of a service over its colour. */
export function servicePattern(paint: ServicePaint | undefined): string {
  return `service-pattern-${paint?.pattern ?? 0}`;
}

/** Stands beside the name of a service. */
export function ServiceSquare({ paint }: { paint: ServicePaint | undefined }) {
  return (
    <span className={`service-square ${servicePattern(paint)}`} style={{ backgroundColor: serviceColour(paint) }} />
  );
}
