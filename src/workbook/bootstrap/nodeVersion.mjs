const supported = "^20.19 || ^22.13 || >=24";

/** What is wrong with this version of Node ("v20.1.0"), in words; undefined when it is one that contrastbook runs on. */
export function unsupportedNode(version) {
  const [major, minor] = version.slice(1).split(".").map(Number);
  if ((major === 20 && minor >= 19) || (major === 22 && minor >= 13) || major >= 24) return undefined;
  return (
    `✗ node: contrastbook needs Node.js ${supported}, and this is ${version}.\n` +
    "  Install a supported one (with nvm: `nvm install 22`) and start again."
  );
}
