/**
 * Certificate of the town's own domain name. In us-east-1, where CloudFront looks for it, and in a stack of its own,
 * because it is issued only once the town's DNS holds a record: the deployment starts it, prints the record and goes on
 * without.
 */
import { CfnOutput, Stack, type StackProps } from "aws-cdk-lib";
import { Certificate, CertificateValidation, KeyAlgorithm } from "aws-cdk-lib/aws-certificatemanager";
import type { Construct } from "constructs";

export const certificateOutput = "CertificateArn";

export class DomainStack extends Stack {
  constructor(scope: Construct, id: string, { domain, ...props }: StackProps & { readonly domain: string }) {
    super(scope, id, props);
    const certificate = new Certificate(this, "Certificate", {
      domainName: domain,
      validation: CertificateValidation.fromDns(),
      keyAlgorithm: KeyAlgorithm.EC_PRIME256V1,
    });
    new CfnOutput(this, certificateOutput, { value: certificate.certificateArn });
  }
}
