/**
 * An element with properties and children. Names of functions and files come from profiles, so they are inserted as text only.
 * @param {string} tag
 * @param {object} [properties]
 * @param {...(Node | string)} children
 */
export function element(tag, properties = {}, ...children) {
  const made = Object.assign(document.createElement(tag), properties);
  made.append(...children);
  return made;
}
