import type { ServicePaint } from '../../src/model/services/colours.ts';

/** The CSS colour of a service. */
export function serviceColour(paint: Pick<ServicePaint, 'colour'> | undefined): string {
  return `var(--service-${paint?.colour ?? 0})`;
}

/** The CSS class that draws a service's pattern over its colour. */
export function servicePattern(paint: ServicePaint | undefined): string {
  return `service-pattern-${paint?.pattern ?? 0}`;
}

/** A square in a service's colour and pattern, beside its name. */
export function ServiceSquare({ paint }: { paint: ServicePaint | undefined }) {
  return (
    <span className={`service-square ${servicePattern(paint)}`} style={{ backgroundColor: serviceColour(paint) }} />
  );
}
