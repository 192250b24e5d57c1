import { graphql, type ResultOf } from '../../graph/tada';

export const REGISTER = graphql(`
  mutation RegisterAtDesk($input: RegisterPetitionInput!) {
    registerPetition(input: $input) {
      number
      registeredOn
      queryCode
      secret
      petition {
        id
        kind
        receivedOn
        summary
        text
        requests {
          id
          text
        }
        registeringOrgan {
          id
          name
        }
      }
      channelDays {
        channelId
        title
        body
        rule
        lastDay
        daysLeft
        provisional
        notStopped
        source
      }
      report {
        number
        registeredOn
        queryCode
        secret
        petition {
          id
          receivedOn
          registeringOrgan {
            id
            name
          }
        }
      }
    }
  }
`);

export type Registered = ResultOf<typeof REGISTER>['registerPetition'];
