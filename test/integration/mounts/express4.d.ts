// Installed as an alias, which has no types of its own. The calls made here are the same in both versions.
declare module "express4" {
  import express from "express";
  export default express;
}
