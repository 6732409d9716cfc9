declare module "virtual:example" {
  const example: Record<string, unknown>;
  export = example;
}
