/**
 * No way out: every function of Node that reaches another machine or starts a process says no. The parent puts this
 * process into a network of its own where the machine can; this holds where it cannot, and twice where it can.
 */
'use strict';

const refused = [];

function refuse(what) {
  if (refused.length < 100) refused.push(String(what).slice(0, 200));
  return new Error('there is no network here');
}

/** What asked to go out since the last call. */
const taken = () => refused.splice(0);

/** Replaces what browsers offer. Before the libraries load: some keep the function they find. */
function closeBrowserWays() {
  globalThis.fetch = address => Promise.reject(refuse(address));
  for (const name of ['XMLHttpRequest', 'WebSocket', 'EventSource', 'Worker', 'BroadcastChannel']) {
    delete globalThis[name];
  }
}

/** Replaces what Node offers. After the libraries are loaded: some look at these modules while they load. */
function closeNodeWays() {
  const never = what =>
    function refused() {
      throw refuse(what);
    };
  const net = require('node:net');
  net.Socket.prototype.connect = function connect() {
    this.destroy(refuse('a connection'));
    return this;
  };
  net.Server.prototype.listen = never('a server');
  require('node:dgram').createSocket = never('a datagram');
  const dns = require('node:dns');
  for (const look of [dns, dns.promises, dns.Resolver.prototype]) {
    for (const name of Object.getOwnPropertyNames(look)) {
      if (/^(lookup|resolve|reverse)/.test(name)) look[name] = never('a name');
    }
  }
  for (const name of ['http', 'https']) {
    const module = require(`node:${name}`);
    module.request = module.get = options => {
      throw refuse(options?.href ?? options?.hostname ?? options?.host ?? options);
    };
  }
  require('node:http2').connect = never('a request');
  require('node:tls').connect = never('a connection');
  const processes = require('node:child_process');
  for (const name of ['spawn', 'spawnSync', 'exec', 'execSync', 'execFile', 'execFileSync', 'fork']) {
    processes[name] = never('a process');
  }
  require('node:worker_threads').Worker = never('a thread');
  require('node:cluster').fork = never('a process');
}

module.exports = {closeBrowserWays, closeNodeWays, taken};
