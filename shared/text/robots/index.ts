export { agentToken, MAX_ROBOTS_BYTES, type Robots, readRobots } from './rules.js';
export {
  judgeAnswer,
  judgeFailure,
  type RobotsAnswer,
  type RobotsKnown,
  type RobotsTimes,
} from './verdict.js';
