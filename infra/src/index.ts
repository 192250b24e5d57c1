export { GraphClient, GraphError, type Answer } from './client.js';
export { engineOf, withOwnNode, type Engine } from './command-node.js';
export { accounts, DEMO_PASSWORD, demoCity, organId, personId } from './demo/city.js';
export { KafkaRefusal, kafkaLacks, startKafka, type Kafka, type KafkaOptions } from './kafka.js';
export { startNode, type NodeOptions, type RunningNode } from './node.js';
export { prepare, type Prepared, type PrepareOptions } from './prepare.js';
export { startProcesses, type ProcessOptions, type RunningProcesses } from './processes.js';
export { command, StartRefusal } from './refusal.js';
