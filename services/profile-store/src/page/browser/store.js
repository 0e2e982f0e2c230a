/** The values a label has among the series that a selector picks, by Pyroscope's API. */
export async function labelValues(name, selector) {
  const response = await fetch('/querier.v1.QuerierService/LabelValues', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ name, matchers: selector === '' ? [] : [selector] }),
  });
  if (!response.ok) throw new Error(`The store answered ${response.status}`);
  return (await response.json()).names;
}
